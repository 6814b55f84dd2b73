package dev.weir.releases.lease;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;

/** The right to be the one run of a product, until it is given back or another holder takes the next one. */
public interface Lease extends AutoCloseable {

    /** What is known of those who had the product before. */
    enum Former {
        /** They are over for certain, and do nothing more. */
        DEAD,
        /** They were silent, and may have been asleep: what they would still do has to be made impossible first. */
        MAY_COME_BACK
    }

    /** The fencing number: greater than that of every lease of the product that was taken before. */
    long number();

    Former former();

    /**
     * Looks whether the lease is its holder's still.
     *
     * @throws ProblemsException with {@link Code#CONFLICT} when it is not; with {@link Code#STORE_UNREACHABLE} when that
     *     is unknown
     */
    void check();

    /**
     * Adds to the message for those who come meanwhile.
     *
     * @param doing what the holder does, such as {@code makes clinical@13}
     * @throws ProblemsException with {@link Code#NOT_WRITABLE}
     */
    void describeWork(String doing);

    /** Gives the product free. */
    @Override
    void close();
}
