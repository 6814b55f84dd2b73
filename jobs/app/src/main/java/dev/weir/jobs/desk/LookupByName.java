package dev.weir.jobs.desk;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.text.NearestName;
import java.util.List;

/** Finds what is asked for by its name, and lists the names there are where it is none of them. */
public final class LookupByName {

    private LookupByName() {}

    /** @throws ProblemsException when the workspace has no such product */
    public static Product product(Workspace workspace, String id) {
        List<String> products = workspace.products().stream().map(Product::id).toList();
        return workspace
                .product(id)
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of("contracts"),
                        "There is no product '" + id + "'",
                        products.isEmpty()
                                ? "the workspace has none"
                                : "the workspace has " + String.join(", ", products),
                        products.isEmpty()
                                ? "describe one in contracts/, as docs/language/products-and-sql.md says"
                                : NearestName.remedy(id, products, "name one of these")));
    }
}
