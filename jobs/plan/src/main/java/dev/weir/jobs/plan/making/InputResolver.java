package dev.weir.jobs.plan.making;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.SourceRead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the tables that queries name: {@code contract-id.table}, or {@code contract-id} where the contract has one. */
final class InputResolver {

    private final Problems problems;
    private final Map<String, Found> sources = new HashMap<>();
    private final Map<String, Input> byName = new TreeMap<>();
    private final Set<String> read = new HashSet<>();

    /** @param sources in files, and what the releases have that the product's input ports name */
    InputResolver(List<Source> sources, Product product, Problems problems) {
        this.problems = problems;
        for (Source source : sources) {
            for (Table table : source.contract().tables()) {
                String name = SourceRead.name(source, table);
                this.sources.put(name, new Found(source, table));
                names(source.contract(), table, Input.Origin.SOURCE, name);
            }
        }
        for (Contract contract : product.contracts()) {
            for (Table table : contract.tables()) {
                names(contract, table, Input.Origin.TABLE, table.name());
            }
        }
    }

    private void names(Contract contract, Table table, Input.Origin origin, String name) {
        String full = contract.id() + "." + table.name();
        byName.put(full, new Input(full, origin, name));
        if (contract.tables().size() == 1) {
            byName.putIfAbsent(contract.id(), new Input(contract.id(), origin, name));
        }
    }

    /** The inputs of a query; a name that is not found is a problem. */
    List<Input> resolve(String table, Table.Query query, List<String> written) {
        List<Input> inputs = new ArrayList<>();
        if (written.isEmpty()) {
            problems.add(
                    Code.INVALID_SQL,
                    query.place(),
                    "The query of table '" + table + "' reads no table",
                    "a product's rows come from sources",
                    "name a source's table after FROM");
        }
        for (String name : written) {
            Input known = byName.get(name);
            if (known == null) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        query.placeOf(name),
                        "The query of table '" + table + "' reads '" + name + "'",
                        "no source, no input port and no table of this product has that name",
                        NearestName.question(name, byName.keySet(), "write it as contract-id.table"));
            } else {
                inputs.add(known);
                read.add(known.name());
            }
        }
        return inputs;
    }

    /** A table of a source or of the product by the name that people write. */
    Optional<Input> find(String written) {
        return Optional.ofNullable(byName.get(written));
    }

    /** Whether a query reads that source table. */
    boolean reads(String source) {
        return read.contains(source) && sources.containsKey(source);
    }

    /** Whether it is a table of another product's release. */
    boolean isInRelease(String source) {
        return Optional.ofNullable(sources.get(source))
                .flatMap(found -> found.source().release())
                .isPresent();
    }

    Found source(String name) {
        return requireNonNull(sources.get(name), name);
    }

    /** A table of a source. */
    record Found(Source source, Table table) {}
}
