package dev.weir.jobs.plan.making;

import dev.weir.contracts.Table;
import dev.weir.contracts.sql.SqlFacts.Shape;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.SourceRoute;
import dev.weir.jobs.plan.TablePlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A table's query with what it reads. */
record TableQuery(Table.Query query, Shape shape, List<Input> inputs) {

    TableQuery {
        inputs = List.copyOf(inputs);
    }

    /**
     * Fused where each row comes from one record of one source, and no other table reads that source.
     *
     * @param feeds the tables that each source table feeds
     * @param looked the source tables that checks look into
     * @param inRelease whether a source table is one of a release
     */
    TablePlan.Route route(Map<String, List<String>> feeds, Set<String> looked, Predicate<String> inRelease) {
        SourceRoute way = SourceRoute.LANDED;
        String reason;
        Input first = inputs.get(0);
        List<String> readers = feeds.getOrDefault(first.name(), List.of());
        if (inputs.stream().allMatch(input -> input.origin() == Input.Origin.SOURCE && inRelease.test(input.name()))) {
            way = SourceRoute.IN_PLACE;
            reason = inputs.size() == 1 ? "it reads the release of '" + first.name() + "'" : "it reads releases alone";
        } else if (shape == Shape.GENERAL) {
            reason = "the query takes more than one row, or input, at a time";
        } else if (first.origin() == Input.Origin.TABLE) {
            reason = "it reads the staged table '" + first.name() + "'";
        } else if (readers.size() > 1) {
            reason = "'" + first.name() + "' feeds " + readers.size() + " tables, so it is parsed once and landed";
        } else if (looked.contains(first.name())) {
            reason = "a check looks into '" + first.name() + "' as well, so it is parsed once and landed";
        } else {
            way = SourceRoute.FUSED;
            reason = "each row comes from one record of '" + first.name() + "', which feeds no other table";
        }
        return new TablePlan.Route(query, inputs, way, reason);
    }
}
