// Shared by every page; each page works without it.
(() => {
  "use strict";

  // A menu of the bar closes on Escape and on a click elsewhere, as people expect of a menu.
  const openMenus = () => document.querySelectorAll("details.konteks[open], details.akun[open], details.menu[open]");

  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // After a refused form the reader starts at the list of what has to be mended.
  const errors = document.querySelector("[data-galat]");
  if (errors) errors.focus();
})();
