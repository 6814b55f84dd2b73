package dev.weir.jobs.desk.draft;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Product.Audience;
import java.util.List;
import java.util.Map;

/**
 * What is to be drafted.
 *
 * @param product its id
 * @param files names of files, folders and patterns, from the workspace's root
 * @param owner who answers for the product
 * @param audience to whom it is released
 * @param about by {@code table.column}, the categories that a person has named
 */
public record DraftRequest(
        String product, List<String> files, String owner, Audience audience, Map<String, String> about) {

    public DraftRequest {
        requireNonNull(product, "product");
        files = List.copyOf(files);
        requireNonNull(owner, "owner");
        requireNonNull(audience, "audience");
        about = Map.copyOf(about);
    }
}
