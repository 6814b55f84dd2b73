package dev.weir.jobs.verb.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.text.NearestName;
import java.util.List;
import java.util.Optional;

/** What of a check is to be shown; everything where nothing is named. */
public record CheckSelection(Optional<String> table, Optional<String> rule) {

    public boolean table(String name) {
        return table.map(name::equals).orElse(true);
    }

    public boolean rule(Rule candidate) {
        return rule.map(candidate.id()::equals).orElse(true);
    }

    void require(Product product) {
        table.ifPresent(name -> require(
                "table", name, product.tables().stream().map(Table::name).toList()));
        rule.ifPresent(
                id -> require("rule", id, product.rules().stream().map(Rule::id).toList()));
    }

    private static void require(String kind, String name, List<String> known) {
        if (!known.contains(name)) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("--" + kind),
                    "The product has no " + kind + " '" + name + "'",
                    "it has " + known.size() + (known.size() == 1 ? " " + kind : " " + kind + "s"),
                    NearestName.question(name, known, "'weir plan PRODUCT --explain' lists them"));
        }
    }
}
