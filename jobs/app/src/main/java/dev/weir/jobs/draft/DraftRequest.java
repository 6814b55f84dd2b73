package dev.weir.jobs.draft;

import dev.weir.contracts.Product.Audience;
import java.util.HashMap;
import java.util.Map;

/**
 * What is to be drafted.
 *
 * @param product its id
 * @param from the files and tables that are looked at
 * @param owner who answers for the product
 * @param audience to whom it is released
 * @param about by {@code table.column}, the categories that a person has named; {@code labs.unit,method} is two columns
 */
public record DraftRequest(
        String product, DraftInputs from, String owner, Audience audience, Map<String, String> about) {

    public DraftRequest {
        about = eachAlone(about);
    }

    private static Map<String, String> eachAlone(Map<String, String> written) {
        Map<String, String> alone = new HashMap<>();
        written.forEach((columns, category) -> {
            int dot = columns.indexOf('.');
            for (String column : columns.substring(dot + 1).split(",", -1)) {
                alone.put(columns.substring(0, dot + 1) + column.strip(), category);
            }
        });
        return Map.copyOf(alone);
    }
}
