package dev.weir.privacy.mask;

import dev.weir.privacy.mask.Mask.Outcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The masks' names in files. */
public enum MaskMethod {
    KEEP(Outcome.SAME, Key.NONE),
    DROP(Outcome.NONE, Key.NONE),
    NULLIFY(Outcome.SAME, Key.NONE),
    REDACT(Outcome.TEXT, Key.NONE),
    PARTIAL(Outcome.TEXT, Key.NONE),
    PSEUDONYMISE(Outcome.TEXT, Key.ONE_WAY),
    ENCRYPT(Outcome.TEXT, Key.BOTH_WAYS),
    GENERALISE(Outcome.TEXT, Key.NONE),
    SHIFT(Outcome.SAME, Key.ONE_WAY),
    TRUNCATE(Outcome.TEXT, Key.NONE),
    SURROGATE(Outcome.TEXT, Key.ONE_WAY);

    private final Outcome outcome;
    private final Key key;

    MaskMethod(Outcome outcome, Key key) {
        this.outcome = outcome;
        this.key = key;
    }

    /** What a key does in a mask. */
    private enum Key {
        NONE,
        /** Whoever has it makes the same of the same value. */
        ONE_WAY,
        /** Whoever has it gets the value back. */
        BOTH_WAYS
    }

    /** The name as people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the column is after it. */
    public Outcome outcome() {
        return outcome;
    }

    /** Whether a key decides what becomes of a value. */
    public boolean isKeyed() {
        return key != Key.NONE;
    }

    /** Whether the key's owner gets the values back. */
    public boolean canBeUndone() {
        return key == Key.BOTH_WAYS;
    }

    /** Whether it is for eyes inside alone: what is left is enough to find people by. */
    public boolean isForDisplay() {
        return this == PARTIAL;
    }

    /** The method of that name. */
    public static Optional<MaskMethod> of(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word().equals(word))
                .findFirst();
    }
}
