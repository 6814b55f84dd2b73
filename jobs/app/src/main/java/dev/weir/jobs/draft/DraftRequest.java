package dev.weir.jobs.draft;

import dev.weir.contracts.Product.Audience;
import java.util.Map;

/**
 * What is to be drafted.
 *
 * @param product its id
 * @param from the files and tables that are looked at
 * @param owner who answers for the product
 * @param audience to whom it is released
 * @param about by {@code table.column}, the categories that a person has named
 */
public record DraftRequest(
        String product, DraftInputs from, String owner, Audience audience, Map<String, String> about) {

    public DraftRequest {
        about = Map.copyOf(about);
    }
}
