package dev.weir.contracts.roles;

import dev.weir.contracts.text.Word;
import java.util.Locale;

/** What a role may let people do. Looking is no such act: everybody may look. */
public enum Act implements Word {
    /** Accept that a rule fails, for a time. */
    WAIVE("accept a failing rule", true),
    /** Undo the mask of values. */
    REVEAL("undo masks", false),
    /** Send a copy to a recipient, or finish one that died. */
    EXPORT("send a copy to a recipient", true),
    /** Replace or retire keys. */
    ROTATE("replace or retire keys", false),
    /** Release an earlier release again. */
    ROLLBACK("roll a product back", false),
    /** State what the logs cannot show: a void transfer, a loss. */
    CORRECT("state what a log cannot show", false);

    private final String words;
    private final boolean canBeByTwo;

    Act(String words, boolean canBeByTwo) {
        this.words = words;
        this.canBeByTwo = canBeByTwo;
    }

    /**
     * The act of that word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Act of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** For people, after {@code may}. */
    public String words() {
        return words;
    }

    public boolean canBeByTwo() {
        return canBeByTwo;
    }
}
