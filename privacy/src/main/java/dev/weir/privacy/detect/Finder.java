package dev.weir.privacy.detect;

/** Finds one family of identifiers inside a text, in time linear in its length. */
interface Finder {

    /**
     * Adds what it finds.
     *
     * @param text with half-width digits, letters and signs
     */
    void find(String text, Spans spans);
}
