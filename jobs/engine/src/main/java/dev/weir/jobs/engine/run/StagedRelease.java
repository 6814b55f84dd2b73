package dev.weir.jobs.engine.run;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.engine.content.FileDigests;
import dev.weir.jobs.engine.history.HistoryTable;
import dev.weir.jobs.engine.history.ShownProfile;
import dev.weir.jobs.engine.pass.TablePass;
import dev.weir.jobs.engine.scope.Manifests;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.history.PastRelease;
import dev.weir.releases.evidence.EarlierFiles;
import dev.weir.releases.evidence.ReleaseFiles;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The staged tables of a run that may be released, as its manifest will name them. */
record StagedRelease(WeirSession session, Plan plan, WarehouseArea area, RunScope scope, TablePass.Judged judged) {
    /** Stages what later releases are compared with. */
    PastRelease keep(PastRelease past) {
        HistoryTable.stage(area, plan.product().id(), past);
        return past;
    }

    /** All data files with their digests. */
    ReleaseFiles digest() {
        String product = plan.product().id();
        Optional<Manifest> last = session.releaseLog().latest(product);
        EarlierFiles earlier = earlier();
        List<FileDigests.OfTable> all = new ArrayList<>();
        judged.tables().stream()
                .map(table -> table.plan().name())
                .map(table -> area.files(product, table, last.flatMap(release -> earlier.of(release, table))))
                .forEach(all::add);
        int tables = all.size();
        judged.tables().stream()
                .filter(table -> table.loaded().deletes().isPresent())
                .map(table -> table.plan().name())
                .map(table -> area.files(
                        TableIdentity.namespaceOfDeletes(product),
                        table,
                        last.flatMap(release -> earlier.deleted(release, table))))
                .forEach(all::add);
        int deleted = all.size();
        all.addAll(area.quarantine());
        List<DataFileList> lists = new FileDigests(session.spark()).lists(all);
        return new ReleaseFiles(
                lists.subList(0, tables), lists.subList(tables, deleted), lists.subList(deleted, lists.size()));
    }

    /** What the release shows of its columns' values, in the numbers of the one before where the truth is near them. */
    ReleaseProfile profile(LawPack law, PastRelease past) {
        Optional<ReleaseProfile> published =
                session.releaseLog().latest(plan.product().id()).flatMap(earlier()::profile);
        return new ShownProfile(law, published).of(plan, past.tables());
    }

    private EarlierFiles earlier() {
        return EarlierFiles.of(
                StoredReleaseLog.of(session.workspace()).files(), plan.product().id());
    }

    /** The tables of the release. */
    List<ReleasedTable> tables(ReleaseFiles files) {
        Map<String, DataFileList> lists = new LinkedHashMap<>();
        files.tables().forEach(list -> lists.put(list.table(), list));
        return judged.tables().stream()
                .map(table -> new ReleasedTable(
                        table.plan().name(),
                        area.version(plan.product().id(), table.plan().name()),
                        ReleasedColumns.of(table.plan()),
                        table.loaded().content().content(),
                        requireNonNull(lists.get(table.plan().name())).inSum(),
                        Manifests.contract(plan, table.plan().name()),
                        scope.load(
                                table.plan(),
                                table.loaded().change(),
                                table.loaded().deletes(),
                                judged.sources())))
                .toList();
    }
}
