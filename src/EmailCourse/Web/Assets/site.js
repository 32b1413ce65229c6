// Chooses the browser's own time zone, unless one is chosen already. Without this script people choose it by hand.
(() => {
  const select = document.getElementById("time-zone");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!select || select.value || !zone) {
    return;
  }

  if (!Array.from(select.options).some(option => option.value === zone)) {
    select.add(new Option(zone.replaceAll("_", " "), zone));
  }

  select.value = zone;
})();
