package dev.weir.contracts;

/**
 * How good the description of a product has to be before it is released: {@code weirCatalogue.fair}.
 *
 * @param mqa points of the Metadata Quality Assessment of data.europa.eu, of 405, as the description is written
 * @param place where it is asked for
 */
public record FairLevel(int mqa, Place place) {

    /** All points there are. */
    public static final int MOST = 405;

    public FairLevel {
        if (mqa < 0 || mqa > MOST) {
            throw new IllegalArgumentException("There are 0 to " + MOST + " points, and not " + mqa);
        }
    }
}
