package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is to be classified.
 *
 * @param target a source, a product, a contract, or a table of one; empty for the whole workspace
 */
record ClassifyTarget(Optional<String> target) {

    Predicate<Table> in(Contract contract) {
        return table -> isAny(contract.id(), table);
    }

    Predicate<Table> in(Product product) {
        return table -> isAny(product.id(), table)
                || product.contractOf(table.name())
                        .filter(contract -> in(contract).test(table))
                        .isPresent();
    }

    private boolean isAny(String id, Table table) {
        return target.isEmpty() || target.get().equals(id) || target.get().equals(id + "." + table.name());
    }

    /** @throws ProblemsException when nothing has that name */
    void requireKnown(Workspace read) {
        List<String> known = new ArrayList<>();
        for (Source source : read.sources()) {
            names(known, source.contract().id(), source.contract().tables());
        }
        for (Product product : read.products()) {
            names(known, product.id(), product.tables());
            product.contracts().forEach(contract -> names(known, contract.id(), contract.tables()));
        }
        if (target.isPresent() && !known.contains(target.get())) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("contracts"),
                    "There is no source, product or table '" + target.get() + "'",
                    "a source is named by its contract, a table by contract.table or product.table",
                    NearestName.question(target.get(), known, "name one of " + String.join(", ", known)));
        }
    }

    private static void names(List<String> known, String id, List<Table> tables) {
        known.add(id);
        tables.forEach(table -> known.add(id + "." + table.name()));
    }
}
