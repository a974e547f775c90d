"""The site: settings, addresses, home page, demo and measurements. No rule of the domain."""
