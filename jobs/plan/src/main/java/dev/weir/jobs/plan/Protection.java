package dev.weir.jobs.plan;

import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.model.NameModel;
import java.util.List;

/**
 * What keeps the people in a table's rows from harm.
 *
 * @param masks one for each column, in the contract's order
 * @param minors what becomes of rows of people under 14
 * @param watched columns of text and of long numbers that come through as they are, or under a mask that may change nothing, and
 *     say that they hold none of what identifies people: their values are looked at
 * @param forms that the law gives to categories: what has one is looked for in them, too
 * @param models that are asked too who stands in them
 */
public record Protection(
        List<ColumnMask> masks,
        MinorRows minors,
        List<String> watched,
        List<IdentifierForm> forms,
        List<NameModel> models) {
    public Protection {
        masks = List.copyOf(masks);
        watched = List.copyOf(watched);
        forms = List.copyOf(forms);
        models = List.copyOf(models);
    }
}
