package dev.weir.catalogue.page;

import dev.weir.contracts.text.OwnResource;
import dev.weir.contracts.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The style or the script of a page, which stands in it.
 *
 * @param hash by which the page's policy allows it alone (Content Security Policy Level 3, 2.3.1)
 */
public record PagePart(String text, String hash) {

    /** A file of this package, such as {@code page.css}. */
    static PagePart of(String file) {
        String text = OwnResource.text(PagePart.class, file).replace("\r", "");
        byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return new PagePart(text, "sha256-" + Base64.getEncoder().encodeToString(digest));
    }
}
