package dev.weir.contracts.read.base;

import dev.weir.contracts.Code;
import dev.weir.contracts.Product;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Finds the product that an entry names. */
public record ProductNames(List<Product> products, ReadContext reading) {

    public ProductNames {
        products = List.copyOf(products);
    }

    /**
     * The product; an unknown one is among the problems.
     *
     * @param entry what names it, such as {@code a waiver}
     */
    public Optional<Product> named(YamlScalar name, String entry) {
        Optional<Product> product = products.stream()
                .filter(known -> known.id().equals(name.text()))
                .findFirst();
        if (product.isEmpty() && !reading.wasUnreadProduct()) {
            List<String> ids = products.stream().map(Product::id).toList();
            reading.problems()
                    .add(
                            Code.UNKNOWN_NAME,
                            name.place(),
                            entry + " names the product '" + name.text() + "'",
                            "the workspace has " + (ids.isEmpty() ? "none" : String.join(", ", ids)),
                            NearestName.remedy(name.text(), ids, "name one of them"));
        }
        return product;
    }
}
