package dev.weir.privacy.mask;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways of masking that have a name, whether they are done already ({@link Mask}) or not. */
public enum MaskMethod {
    KEEP,
    DROP,
    NULLIFY,
    REDACT,
    PARTIAL,
    PSEUDONYMISE,
    ENCRYPT,
    GENERALISE,
    SHIFT,
    TRUNCATE,
    SURROGATE,
    /** The law's own: data of the category may not go at all. */
    BLOCK;

    /** The name as people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The method of that name. */
    public static Optional<MaskMethod> of(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word().equals(word))
                .findFirst();
    }
}
