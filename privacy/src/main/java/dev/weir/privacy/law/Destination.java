package dev.weir.privacy.law;

import dev.weir.contracts.Product.Audience;

/** Where data go: to whom a release is open, or out of the country. */
public enum Destination {
    /** Release to an enclave. */
    ENCLAVE,
    /** Release to those who have been let in. */
    CONTROLLED,
    /** Release to everybody. */
    PUBLIC,
    /** A copy to a recipient. */
    EXPORT;

    /** The stage of a release to an audience. */
    public static Destination of(Audience audience) {
        return switch (audience) {
            case ENCLAVE -> ENCLAVE;
            case CONTROLLED -> CONTROLLED;
            case PUBLIC -> PUBLIC;
        };
    }
}
