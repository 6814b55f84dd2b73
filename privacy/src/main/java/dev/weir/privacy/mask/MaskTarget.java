package dev.weir.privacy.mask;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.DataType;
import dev.weir.privacy.detect.IdentifierForm;
import java.util.Optional;

/**
 * What a mask is done to.
 *
 * @param column its name
 * @param type of the values
 * @param category of the values, in law
 * @param form of the values, where the law pack has one of letters and many digits
 * @param table its name
 * @param whose what the table says of its rows' people
 * @param filled why there has to be a value in each row
 */
public record MaskTarget(
        String column,
        DataType type,
        String category,
        Optional<IdentifierForm> form,
        String table,
        Whose whose,
        Filled filled) {

    public MaskTarget {
        requireNonNull(column, "column");
        requireNonNull(type, "type");
        requireNonNull(category, "category");
        form = form.filter(IdentifierForm::isNumber);
        requireNonNull(table, "table");
        requireNonNull(whose, "whose");
        requireNonNull(filled, "filled");
    }

    /**
     * What a table says of its rows' people.
     *
     * @param subject the column with the person of a row
     * @param isUnknown whether the contract says that no column has it
     */
    public record Whose(Optional<String> subject, boolean isUnknown) {

        /** As a column has it; empty where the table does not say. */
        public static Whose of(Optional<String> subject) {
            return new Whose(subject, false);
        }
    }

    /** Why there has to be a value in each row. */
    public enum Filled {
        KEY,
        REQUIRED,
        NEED_NOT_BE
    }
}
