package dev.weir.catalogue.page;

import dev.weir.contracts.text.OwnResource;
import dev.weir.contracts.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The style of a page, which stands in it.
 *
 * @param hash by which the page's policy allows it alone (Content Security Policy Level 3, 2.3.1)
 */
public record StyleSheet(String text, String hash) {

    /** That of the file {@code <name>.css} of this package. */
    static StyleSheet named(String name) {
        String text = OwnResource.text(StyleSheet.class, name + ".css").replace("\r", "");
        byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return new StyleSheet(text, "sha256-" + Base64.getEncoder().encodeToString(digest));
    }
}
