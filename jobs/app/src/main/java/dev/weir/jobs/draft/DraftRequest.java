package dev.weir.jobs.draft;

import static java.util.Objects.requireNonNull;

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
        requireNonNull(product, "product");
        requireNonNull(from, "from");
        requireNonNull(owner, "owner");
        requireNonNull(audience, "audience");
        about = Map.copyOf(about);
    }
}
