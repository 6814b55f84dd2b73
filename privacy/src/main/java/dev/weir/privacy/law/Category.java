package dev.weir.privacy.law;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.mask.Mask;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a column holds, in law.
 *
 * @param code its code, such as {@code MRN}
 * @param term its name in two languages
 * @param scope what it can be said of
 * @param standing how the law sees it
 * @param masks what becomes of the values, at each stage
 * @param note for people; may be empty
 * @param form of the values, where the law pack has it; Weir knows the forms of some categories besides
 */
public record Category(
        String code,
        Term term,
        Scope scope,
        Standing standing,
        Map<Destination, DefaultMask> masks,
        String note,
        Optional<IdentifierForm> form) {

    /** The code of columns that are not about a person. */
    public static final String NONE = "NONE";

    public Category {
        if (!code.matches("[A-Z][A-Z0-9]*")) {
            throw new IllegalArgumentException(
                    "A category's code is upper-case letters and digits, not '" + code + "'");
        }
        for (Destination stage : Destination.values()) {
            if (!masks.containsKey(stage)) {
                throw new IllegalArgumentException("Category " + code + " has no mask for " + stage);
            }
        }
        masks = Collections.unmodifiableMap(new EnumMap<>(masks));
    }

    /** What becomes of the values at a stage, where the contract does not say otherwise. */
    public DefaultMask mask(Destination stage) {
        return requireNonNull(masks.get(stage), "every stage has one");
    }

    /**
     * A category's name.
     *
     * @param english for people
     * @param chinese as the law has it
     */
    public record Term(String english, String chinese) {}

    /** What a category can be said of. */
    public enum Scope {
        /** A column, by its contract. */
        COLUMN,
        /** A row, by what is in it. */
        ROW,
        /** A column that is not declared. */
        UNDECLARED
    }

    /**
     * How the law sees a category.
     *
     * @param sensitivity whether it is personal information, and sensitive
     * @param level 1 (public) to 5 (special disease) of GB/T 39725-2020, for display; empty where there is no such level
     * @param articles where it is written
     */
    public record Standing(Sensitivity sensitivity, OptionalInt level, List<String> articles) {
        public Standing {
            articles = List.copyOf(articles);
            if (level.isPresent() && (level.getAsInt() < 1 || level.getAsInt() > 5)) {
                throw new IllegalArgumentException("A level is 1 to 5, not " + level.getAsInt());
            }
        }
    }

    /** Whether it is personal information (PIPL 4), and sensitive (PIPL 28). */
    public enum Sensitivity {
        NOT_PERSONAL,
        PERSONAL,
        /** Sources differ; sensitive unless counsel has said otherwise. */
        SENSITIVE_BY_POLICY,
        SENSITIVE;

        /** Whether it is about a person. */
        public boolean isPersonal() {
            return this != NOT_PERSONAL;
        }
    }

    /** What becomes of a category's values. */
    public sealed interface DefaultMask {

        /**
         * They go, masked.
         *
         * @param how what becomes of them
         */
        record Use(Mask how) implements DefaultMask {}

        /** They do not go, unless a contract says how: {@code block}. */
        record Block() implements DefaultMask {}

        /** The mask; empty when the category is blocked. */
        default Optional<Mask> mask() {
            return this instanceof Use use ? Optional.of(use.how()) : Optional.empty();
        }

        /** The word in the pack: the method's, or {@code block}. */
        default String word() {
            return mask().map(mask -> mask.method().word()).orElse("block");
        }
    }
}
