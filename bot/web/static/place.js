// Where the goods were sold: the device's own place, or a pin. Loaded when it is first asked for.

import { confirm } from "./ask.js";
import { strings } from "./dom.js";

const PATIENCE = 20000;

/** The place on the map that the person chose, or null. */
export async function pin() {
  const { pick } = await import("./map.js");
  return pick();
}

/** Where this device is, once the person agreed; null with a word to them if that is not to be had. */
export async function locate(composer) {
  const agreed = await confirm(strings.locateTitle, strings.locateHint, strings.locateYes, strings.locateNo);
  if (!agreed) return null;
  composer.warn("");
  composer.note(strings.locating);
  try {
    return await position();
  } catch {
    composer.warn(strings.locateFailed);
    return null;
  } finally {
    composer.note("");
  }
}

function position() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) {
      reject(new Error("this browser knows no places"));
      return;
    }
    const found = ({ coords: { latitude, longitude, accuracy } }) => resolve({ latitude, longitude, accuracy });
    const options = { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60000 };
    navigator.geolocation.getCurrentPosition(found, reject, options);
  });
}
