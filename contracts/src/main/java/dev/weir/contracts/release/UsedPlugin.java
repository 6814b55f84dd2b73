package dev.weir.contracts.release;

import dev.weir.contracts.text.Sha256;

/**
 * A plugin's class that a release was made with, as it was then.
 *
 * @param kind what it is, such as {@code mask}
 * @param name by which contracts name it
 * @param type the class
 * @param sha256 of the jar that it came from; of its class file where it lay in a folder
 */
public record UsedPlugin(String kind, String name, String type, String sha256) {

    public UsedPlugin {
        Sha256.require(sha256);
    }
}
