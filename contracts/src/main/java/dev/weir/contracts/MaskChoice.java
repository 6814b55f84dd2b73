package dev.weir.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A mask as a file declares it: {@code weirMask: redact}, or {@code weirMask: { method: generalise, to: band, width: 5 }}.
 *
 * @param method the method's name
 * @param parameters the other keys, in their order, as text
 */
public record MaskChoice(String method, Map<String, String> parameters) {

    public MaskChoice {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
