package dev.weir.catalogue.page;

import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where one table's rows came from and went: read = not carried on + produced, where the run counted what was read, and
 * produced = released + quarantined + dropped + left out.
 *
 * @param count what became of the rows that the query produced
 * @param flows the sources whose rows the table's rows are made of, each as often as the query reads it so
 * @param lookUps the sources that the query only looks into: joined to the others, or asked in a sub-query
 * @param read how many readable records the flows have together; empty where one of them is no source of this run
 */
record TableFlow(TableCount count, List<SourceCount> flows, List<SourceCount> lookUps, OptionalLong read) {

    TableFlow {
        flows = List.copyOf(flows);
        lookUps = List.copyOf(lookUps);
    }

    /**
     * The tables of a run, in its order.
     *
     * @param flowing by table, the inputs whose rows it is made of, as its query names them; of a table that is not in it
     *     every input is one
     */
    static List<TableFlow> of(RunRecord record, Product product, Map<String, List<String>> flowing) {
        return record.tables().stream()
                .map(count -> of(record, count, inputs(product, count.table()), flowing.get(count.table())))
                .toList();
    }

    private static TableFlow of(
            RunRecord record,
            TableCount count,
            List<String> inputs,
            @org.jspecify.annotations.Nullable List<String> named) {
        List<String> flowing = named == null ? inputs : named;
        List<SourceCount> flows = new ArrayList<>();
        boolean known = !flowing.isEmpty();
        for (String name : flowing) {
            Optional<SourceCount> source = source(record, name);
            source.ifPresent(flows::add);
            known &= source.isPresent();
        }
        List<SourceCount> lookUps = inputs.stream()
                .flatMap(name -> source(record, name).stream())
                .filter(source -> !flows.contains(source))
                .distinct()
                .toList();
        return new TableFlow(
                count,
                flows,
                lookUps,
                known
                        ? OptionalLong.of(
                                flows.stream().mapToLong(SourceCount::parsed).sum())
                        : OptionalLong.empty());
    }

    /** A query may name a contract of one table alone. */
    private static Optional<SourceCount> source(RunRecord record, String name) {
        return record.sources().stream()
                .filter(source -> source.table().equals(name)
                        || source.table()
                                .substring(0, Math.max(0, source.table().lastIndexOf('.')))
                                .equals(name))
                .findFirst();
    }

    private static List<String> inputs(Product product, String table) {
        return product.table(table)
                .map(found -> found.making().match(new Table.Making.Cases<List<String>>() {
                    @Override
                    public List<String> files(Table.Files files) {
                        return List.of();
                    }

                    @Override
                    public List<String> query(Table.Query query) {
                        return query.inputs();
                    }
                }))
                .orElse(List.of());
    }

    /** Rows that were read and that the query filtered, did not join, or took together; 0 where that is not known. */
    long notCarriedOn() {
        return Math.max(0, read.orElse(0) - count.produced());
    }

    /** Rows that the query made of fewer: it joins one row to several, or takes one apart; 0 where that is not known. */
    long more() {
        return read.isPresent() ? Math.max(0, count.produced() - read.getAsLong()) : 0;
    }

    /** All rows that the table's picture has to show. */
    long rows() {
        return Math.max(read.orElse(0), count.produced());
    }
}
