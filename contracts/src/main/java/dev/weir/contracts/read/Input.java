package dev.weir.contracts;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** What a query reads: a table of a source, or another table of the product. */
public sealed interface Input {

    /** The table. */
    Table table();

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** One method per kind. */
    interface Cases<R> {
        R ofSource(OfSource input);

        R ofProduct(OfProduct input);
    }

    /** A source's table. */
    record OfSource(Source source, Table table) implements Input {
        public OfSource {
            requireNonNull(source, "source");
            requireNonNull(table, "table");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ofSource(this);
        }
    }

    /** Another table of the product that the query belongs to. */
    record OfProduct(Table table) implements Input {
        public OfProduct {
            requireNonNull(table, "table");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ofProduct(this);
        }
    }

    /**
     * Finds what a name in a query stands for: a table of the product by its name; else {@code contract-id.table}, or
     * {@code contract-id} where the contract has one table, of the product's contracts, then of the sources.
     */
    static Optional<Input> find(String written, List<Contract> productContracts, List<Source> sources) {
        for (Contract contract : productContracts) {
            Optional<Table> table = contract.table(written);
            if (table.isPresent()) {
                return Optional.of(new OfProduct(table.get()));
            }
        }
        for (Contract contract : productContracts) {
            Optional<Table> table = tableOf(contract, written);
            if (table.isPresent()) {
                return Optional.of(new OfProduct(table.get()));
            }
        }
        for (Source source : sources) {
            Optional<Table> table = tableOf(source.contract(), written);
            if (table.isPresent()) {
                return Optional.of(new OfSource(source, table.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Table> tableOf(Contract contract, String written) {
        if (written.equals(contract.id())) {
            return contract.tables().size() == 1 ? Optional.of(contract.tables().get(0)) : Optional.empty();
        }
        return written.startsWith(contract.id() + ".")
                ? contract.table(written.substring(contract.id().length() + 1))
                : Optional.empty();
    }
}
