package dev.weir.privacy.mask.text;

import java.util.Optional;

/** Undoes a mask that can be undone ({@code MaskRecipe.openInverse}), for one thread. */
public interface Reversal {

    /**
     * The clear text of a released value.
     *
     * @param utf8 what the mask made
     * @return UTF-8, the caller's own, in the form that the mask normalised it to; empty when the mask cannot have made this
     *     text. Where the format is kept, another key's text looks like this key's, and its clear text is a wrong number.
     */
    Optional<byte[]> reverse(byte[] utf8);
}
