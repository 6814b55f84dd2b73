package dev.weir.jobs.release;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tables of which nothing is kept but what was done for each run. What is removed once is gone, whatever is done later. */
final class MemoryTables {

    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private final List<String> followed = new CopyOnWriteArrayList<>();
    private final Map<String, Boolean> prepared = new ConcurrentHashMap<>();

    /** The runs whose rows were removed. */
    Set<String> removed() {
        return Set.copyOf(removed);
    }

    /** What has become the newest version, one after the other: run, table, version. */
    List<String> followed() {
        return followed;
    }

    /** By run, whether readers would find its version. */
    Map<String, Boolean> prepared() {
        return new TreeMap<>(prepared);
    }

    /** As a process sees them: with each call it may fall asleep. */
    TableStore of(LeasedProcess process) {
        return (TableStore) Proxy.newProxyInstance(
                TableStore.class.getClassLoader(), new Class<?>[] {TableStore.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.getName().equals("hashCode") ? (Object) 1 : "tables";
                    }
                    at(process, method.getName());
                    Object answer = answer(method.getName(), arguments);
                    at(process, "did " + method.getName());
                    return answer;
                });
    }

    private static void at(LeasedProcess process, String call) {
        try {
            process.call(call);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object answer(String method, Object[] arguments) {
        return switch (method) {
            case "stage" -> staged((TableIdentity) arguments[1], (LoadMode) arguments[3]);
            case "require" -> List.of();
            case "newestRelease" -> OptionalLong.empty();
            case "prepare" -> {
                prepared.put(((RunMark) arguments[0]).run(), true);
                yield List.of();
            }
            case "publish" -> {
                for (Object entry : (List<?>) arguments[1]) {
                    follow((RunMark) arguments[0], (StagedEntry) entry);
                }
                yield List.of();
            }
            case "rollBack" -> {
                String run = ((RunMark) arguments[0]).run();
                removed.add(run);
                prepared.put(run, false);
                yield List.of();
            }
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private void follow(RunMark mark, StagedEntry entry) {
        entry.version()
                .ifPresent(version ->
                        followed.add(mark.run() + ": " + entry.table().name() + " " + version));
    }

    private static StagedTable staged(TableIdentity table, LoadMode load) {
        StagedEntry entry =
                new StagedEntry(table, load, "{}", OptionalLong.empty(), OptionalLong.of(1), List.of(), List.of());
        return (StagedTable) Proxy.newProxyInstance(
                StagedTable.class.getClassLoader(),
                new Class<?>[] {StagedTable.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "entry" -> entry;
                    case "identity" -> table;
                    case "version" ->
                        new ReleasedTable.Version(TableFormat.DELTA, table.location(), table.location(), 1);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
