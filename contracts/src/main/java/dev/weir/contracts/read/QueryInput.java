package dev.weir.contracts.read;

import dev.weir.contracts.Contract;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a query reads.
 *
 * @param table the table
 * @param source whose table it is; empty when it is another table of the product
 */
record QueryInput(Table table, Optional<Source> source) {

    /** What the queries of a product read, as far as it is there. */
    static Stream<QueryInput> of(List<Contract> product, List<Source> sources) {
        return product.stream()
                .flatMap(contract -> contract.tables().stream())
                .flatMap(table ->
                        table.making() instanceof Table.Query query ? query.inputs().stream() : Stream.<String>empty())
                .flatMap(written -> find(written, product, sources).stream());
    }

    /** Finds {@code contract-id.table}, or {@code contract-id} where the contract has one table. */
    static Optional<QueryInput> find(String written, List<Contract> productContracts, List<Source> sources) {
        for (Contract contract : productContracts) {
            Optional<Table> table = tableOf(contract, written);
            if (table.isPresent()) {
                return Optional.of(new QueryInput(table.get(), Optional.empty()));
            }
        }
        for (Source source : sources) {
            Optional<Table> table = tableOf(source.contract(), written);
            if (table.isPresent()) {
                return Optional.of(new QueryInput(table.get(), Optional.of(source)));
            }
        }
        return Optional.empty();
    }

    /** Whether it is a table of another product's release. */
    boolean isReleased() {
        return source.flatMap(Source::release).isPresent();
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
