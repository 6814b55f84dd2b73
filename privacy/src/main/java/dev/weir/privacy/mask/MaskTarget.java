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
 * @param subject the column with the person of a row
 * @param isSubjectUnknown whether the contract says that no column has the person
 * @param filled why there has to be a value in each row
 */
public record MaskTarget(
        String column,
        DataType type,
        String category,
        Optional<IdentifierForm> form,
        String table,
        Optional<String> subject,
        boolean isSubjectUnknown,
        Filled filled) {

    public MaskTarget {
        requireNonNull(column, "column");
        requireNonNull(type, "type");
        requireNonNull(category, "category");
        form = form.filter(IdentifierForm::isNumber);
        requireNonNull(table, "table");
        requireNonNull(subject, "subject");
        requireNonNull(filled, "filled");
    }

    /** Why there has to be a value in each row. */
    public enum Filled {
        KEY,
        REQUIRED,
        NEED_NOT_BE
    }
}
