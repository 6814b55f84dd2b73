package dev.weir.contracts;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder with {@code weir.yaml}, {@code contracts/} and {@code quality-rules/}, read and found to be right.
 *
 * @param root its folder, absolute
 * @param name from {@code weir.yaml}
 * @param profile the chosen one
 * @param lawPack the id of the law pack, such as {@code cn-2026-01}
 * @param sources by contract id
 * @param products by id
 */
public record Workspace(
        Path root, String name, Profile profile, String lawPack, List<Source> sources, List<Product> products) {

    public Workspace {
        requireNonNull(root, "root");
        requireNonNull(name, "name");
        requireNonNull(profile, "profile");
        requireNonNull(lawPack, "lawPack");
        sources = List.copyOf(sources);
        products = List.copyOf(products);
    }

    /** The product of that id. */
    public Optional<Product> product(String id) {
        return products.stream().filter(product -> product.id().equals(id)).findFirst();
    }

    /** The source whose contract has that id. */
    public Optional<Source> source(String contractId) {
        return sources.stream()
                .filter(source -> source.contract().id().equals(contractId))
                .findFirst();
    }
}
