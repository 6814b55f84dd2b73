package dev.weir.privacy.mask;

import dev.weir.privacy.mask.Mask.Outcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The masks' names in files. */
public enum MaskMethod {
    KEEP(Outcome.SAME),
    DROP(Outcome.NONE),
    NULLIFY(Outcome.SAME),
    REDACT(Outcome.TEXT),
    PARTIAL(Outcome.TEXT),
    PSEUDONYMISE(Outcome.TEXT),
    ENCRYPT(Outcome.TEXT),
    GENERALISE(Outcome.TEXT),
    SHIFT(Outcome.SAME),
    TRUNCATE(Outcome.TEXT),
    SURROGATE(Outcome.TEXT);

    private final Outcome outcome;

    MaskMethod(Outcome outcome) {
        this.outcome = outcome;
    }

    /** The name as people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the column is after it. */
    public Outcome outcome() {
        return outcome;
    }

    /** The method of that name. */
    public static Optional<MaskMethod> of(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word().equals(word))
                .findFirst();
    }
}
