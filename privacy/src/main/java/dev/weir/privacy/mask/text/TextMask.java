package dev.weir.privacy.mask.text;

/** A mask that makes text of text, opened for one thread ({@code MaskRecipe.open}). NULL never gets here. */
public interface TextMask {

    /**
     * The masked text. A value that the mask has no form for (a date that is none, too few digits to encrypt) becomes the
     * category's code in brackets: what is not understood is not released.
     *
     * @param utf8 holds the value's canonical text, in valid UTF-8
     * @param offset where it starts
     * @param length in bytes
     * @return UTF-8, the caller's own
     */
    byte[] mask(byte[] utf8, int offset, int length);

    /** The masked text of a whole array. */
    default byte[] mask(byte[] utf8) {
        return mask(utf8, 0, utf8.length);
    }
}
