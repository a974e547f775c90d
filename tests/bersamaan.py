"""Several people at the same moment: each in a thread and a connection of their own."""

import threading
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import connection

# How long one waits for the other to come as far as the test wants; a lock may keep them away.
PATIENCE = 1


def at_once(*acts):
    """Run `acts` in threads that start together; return their results, refusals as sentences.

    Any other exception is a result too, so that a deadlock is seen where it is expected not to be.
    """
    results, gate = [None] * len(acts), threading.Barrier(len(acts))

    def run(place, act):
        try:
            gate.wait(timeout=10)
            results[place] = act()
        except ValidationError as error:
            results[place] = error.messages
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def meet(monkeypatch, *places):
    """Let those who call these functions, given as (module or class, name), wait for each other.

    Who comes first waits a moment for the second; when a lock keeps the second away, it goes on.
    """
    gate = threading.Barrier(2)

    def wait_before(function):
        def waiting(*args, **kwargs):
            with suppress(threading.BrokenBarrierError):
                gate.wait(timeout=PATIENCE)
            return function(*args, **kwargs)

        return waiting

    for owner, name in places:
        waiting = wait_before(getattr(owner, name))
        # A form that a page names is called like a function, not like a method of the page.
        monkeypatch.setattr(
            owner, name, staticmethod(waiting) if isinstance(owner, type) else waiting
        )
