package dev.weir.privacy.detect.find;

/** Finds one family of identifiers inside a text, in time linear in its length. */
public interface Finder {

    /** @param text with half-width digits, letters and signs */
    void find(String text, Spans spans);
}
