package dev.weir.jobs.engine.scope;

import dev.weir.catalogue.DescribedProduct;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.UsedPlugin;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.law.LawPack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a release's manifest together from what the run knows. */
public final class Manifests {

    private Manifests() {}

    public static Manifest of(
            long number,
            Plan plan,
            RunRecord record,
            List<ReleasedTable> tables,
            Manifest.Basis basis,
            Optional<String> previous,
            Set<Long> repaired) {
        return new Manifest(
                number,
                Manifest.ProductFacts.of(plan.product()),
                record,
                tables,
                basis,
                new Manifest.History(previous, repaired, Optional.empty()),
                Manifest.Proof.NONE);
    }

    /**
     * What this run works by: the same basis and the same sources make the same release.
     *
     * @param added masks and source formats of plugins
     */
    public static Manifest.Basis basis(
            Plan plan, LawPack law, String keyId, Workspace workspace, List<UsedPlugin> added) {
        return new Manifest.Basis(
                plan.product().files(),
                law.id(),
                law.sha256(),
                plan.isMaskedByKey() ? List.of(keyId) : List.of(),
                workspace.settings().zone(),
                NameModel.of(workspace).stream().map(NameModel::recorded).toList(),
                added);
    }

    /** The product as its release would be described. */
    public static DescribedProduct described(Plan plan) {
        return new DescribedProduct(
                Manifest.ProductFacts.of(plan.product()),
                plan.product().files().get(0).path(),
                columns(plan).values().stream()
                        .map(columns -> columns.stream()
                                .filter(column -> !column.mask().drops())
                                .toList())
                        .toList());
    }

    /** The columns of every table as they are released, by name. */
    public static Map<String, List<ReleasedTable.ReleasedColumn>> columns(Plan plan) {
        Map<String, List<ReleasedTable.ReleasedColumn>> columns = new LinkedHashMap<>();
        plan.product()
                .tables()
                .forEach(table -> columns.put(table.name(), ReleasedColumns.of(plan.table(table.name()))));
        return columns;
    }

    /** {@code id version} of the contract that a table keeps. */
    public static String contract(Plan plan, String table) {
        Contract contract = plan.product().contractOf(table).orElseThrow();
        return contract.id() + " " + contract.version();
    }
}
