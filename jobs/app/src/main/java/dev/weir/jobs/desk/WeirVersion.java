package dev.weir.jobs.desk;

import dev.weir.contracts.text.OwnResource;

/** The version that the build has written into the jar. */
public final class WeirVersion {

    private WeirVersion() {}

    /** Such as {@code 0.1.0}. */
    public static String number() {
        return OwnResource.text(WeirVersion.class, "/weir.properties")
                .replace("version=", "")
                .strip();
    }
}
