package dev.weir.jobs.release.catalogue.rest;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.CatalogueOpener;
import dev.weir.jobs.release.catalogue.LostTables;
import dev.weir.jobs.release.catalogue.Moved;
import dev.weir.jobs.release.catalogue.TableChange;
import dev.weir.jobs.release.catalogue.TableRow;
import dev.weir.releases.warehouse.Warehouse;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.UnprocessableEntityException;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue that is asked by <a href="https://iceberg.apache.org/rest-catalog-spec/">Iceberg's REST protocol</a>. The server
 * writes tables' metadata, and is others' as well: a namespace that holds this warehouse's tables is marked, and no other is
 * looked into. Servers keep less than they are sent, some without a word, so what this one keeps is tried before the first table.
 *
 * <p>A commit names the references that have to be where they were, so one whose answer was lost changes nothing when it arrives
 * after another.
 */
final class RestCatalogue implements Catalogue {

    /** Of a namespace: the root of the warehouse whose tables it holds. */
    private static final String CLAIM = "weir.warehouse";

    /** Of a namespace: what the server was found to keep. */
    private static final String PROBED = "weir.probed";

    private final CatalogueServer server;
    private final Warehouse warehouse;
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerCapabilities abilities;

    RestCatalogue(CatalogueSettings settings, Warehouse warehouse) {
        this.server = new CatalogueServer(settings);
        this.warehouse = warehouse;
    }

    public static final class Opener implements CatalogueOpener {

        @Override
        public String type() {
            return CatalogueSettings.REST;
        }

        @Override
        public Catalogue open(CatalogueSettings settings, Warehouse warehouse) {
            return new RestCatalogue(settings, warehouse);
        }

        @Override
        public Catalogue shown(Catalogue own, CatalogueSettings settings) {
            return new MirroredCatalogue(own, new CatalogueMirror(new CatalogueServer(settings)));
        }
    }

    @Override
    public Map<String, String> sparkSettings() {
        Map<String, String> settings = new TreeMap<>(Map.of("type", "rest"));
        settings.putAll(server.properties());
        return Catalogue.inSpark(settings);
    }

    @Override
    public void open() {
        warehouse.open();
        requireWhole();
    }

    @Override
    public boolean exists() {
        server.asked(server::client);
        return true;
    }

    @Override
    public List<TableRow> rows() {
        return server.asked(() -> {
            List<TableRow> rows = new ArrayList<>();
            for (Namespace namespace : server.client().listNamespaces()) {
                if (namespace.length() == 1 && isOwn(namespace)) {
                    rows.addAll(listed(namespace));
                }
            }
            rows.sort(Comparator.comparing(TableRow::identifier));
            return List.copyOf(rows);
        });
    }

    @Override
    public List<TableRow> rows(String namespace) {
        return server.asked(() -> {
            try {
                return listed(Namespace.of(namespace));
            } catch (NoSuchNamespaceException e) { // no product of that name has a release
                return List.of();
            }
        });
    }

    private List<TableRow> listed(Namespace namespace) {
        return server.client().listTables(namespace).stream()
                .map(this::row)
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean isOwn(Namespace namespace) {
        try {
            return Optional.ofNullable(
                            server.client().loadNamespaceMetadata(namespace).get(CLAIM))
                    .filter(warehouse::isAt)
                    .isPresent();
        } catch (NoSuchNamespaceException e) { // gone since it was listed
            return false;
        }
    }

    @Override
    public Optional<TableRow> find(String namespace, String name) {
        return server.asked(() -> row(TableIdentifier.of(namespace, name)));
    }

    private Optional<TableRow> row(TableIdentifier name) {
        return server.load(name)
                .map(table -> new TableRow(
                        name.namespace().level(0),
                        name.name(),
                        plain(table.current().metadataFileLocation())));
    }

    /** Paths of a disk as the warehouse has them; anything else as it is. */
    private static String plain(String location) {
        return location.startsWith("file:") ? URI.create(location).getPath() : location;
    }

    @Override
    public void receive(Set<String> namespaces) {
        server.asked(() -> {
            namespaces.forEach(namespace -> claim(Namespace.of(namespace)));
            return claimed.addAll(namespaces);
        });
    }

    @Override
    public void claim(Catalog iceberg, String namespace) {
        if (!claimed.contains(namespace)) {
            receive(Set.of(namespace));
        }
    }

    private void claim(Namespace namespace) {
        Map<String, String> said = server.make(namespace);
        Optional<String> owner = owner(namespace, said);
        ServerCapabilities found = Optional.ofNullable(said.get(PROBED))
                .flatMap(ServerCapabilities::read)
                .or(() -> Optional.ofNullable(abilities))
                .orElseGet(this::probe);
        requireAbleTo(found);
        abilities = found;
        if (owner.isEmpty()) {
            requireUnclaimed(namespace);
        }
        if (owner.isEmpty() || !found.written().equals(said.get(PROBED))) {
            server.say(namespace, Map.of(CLAIM, root(), PROBED, found.written()));
            if (!isOwn(namespace)) {
                throw anothers(namespace, "another warehouse has just claimed it, or the server keeps no properties");
            }
        }
    }

    /** The root of this warehouse, as the claim on a namespace has it; empty where it is unclaimed. */
    private Optional<String> owner(Namespace namespace, Map<String, String> properties) {
        Optional<String> owner = Optional.ofNullable(properties.get(CLAIM));
        owner.filter(root -> !warehouse.isAt(root)).ifPresent(root -> {
            throw anothers(namespace, "its tables are those of '" + root + "'");
        });
        return owner;
    }

    /** An unclaimed namespace may hold tables of other programs. */
    private void requireUnclaimed(Namespace namespace) {
        for (TableIdentifier name : server.client().listTables(namespace)) {
            row(name)
                    .filter(row -> row.root().filter(warehouse::isAt).isEmpty())
                    .ifPresent(row -> {
                        throw anothers(
                                namespace, "its table '" + row.identifier() + "' lies in '" + row.metadata() + "'");
                    });
        }
    }

    private ServerCapabilities probe() {
        server.make(Namespace.of(CapabilityProbe.NAMESPACE));
        return new CapabilityProbe(server.client(), server::commitTogether, root() + "/.probe").find();
    }

    @Override
    public Optional<String> tried() {
        return Optional.of(server.asked(this::probe).sentence(server.toString()));
    }

    private void requireAbleTo(ServerCapabilities found) {
        if (!found.branches() || !found.tags()) {
            throw server.unusable(
                    "it does not keep Iceberg's " + (found.branches() ? "tags" : "branches and tags")
                            + ": it took them for a scratch table, and had none when the table was read again",
                    "A run stages its rows on a branch, where nobody sees them before they are released. Keep the tables"
                            + " in a catalogue of the type sqlite or postgresql, and have releases shown in this one:"
                            + " catalogue: { type: postgresql, store: …, shown: { type: rest, uri: … } }.",
                    null);
        }
    }

    @Override
    public Moved commit(List<TableChange> changes) {
        if (changes.isEmpty()) {
            return Moved.of(Moved.Ending.ALL);
        }
        boolean together = changes.size() > 1 && isAbleTogether(changes.get(0).namespace());
        try {
            if (together) {
                server.commitTogether(changes);
            } else {
                CatalogueServer.commitEach(changes);
            }
            return Moved.of(Moved.Ending.ALL);
        } catch (CommitFailedException | NoSuchTableException e) {
            return Moved.of(Moved.Ending.CHANGED);
        } catch (ForbiddenException
                | NotAuthorizedException
                | BadRequestException
                | UnprocessableEntityException e) { // it will say the same again
            throw server.unreachable(e);
        } catch (RuntimeException e) {
            return settle(changes, e);
        }
    }

    /** Who publishes what a dead run has left has claimed nothing. */
    private boolean isAbleTogether(String namespace) {
        ServerCapabilities found = abilities;
        if (found == null) {
            Map<String, String> said =
                    server.asked(() -> server.client().loadNamespaceMetadata(Namespace.of(namespace)));
            found = Optional.ofNullable(said.get(PROBED))
                    .flatMap(ServerCapabilities::read)
                    .orElseThrow(() -> server.unusable(
                            "its namespace '" + namespace + "' does not say any more what the server keeps",
                            "Find out who has changed the namespace's properties; set " + CLAIM + " and " + PROBED
                                    + " as other namespaces of the product have them.",
                            null));
            abilities = found;
        }
        return found.together();
    }

    /**
     * The answer was lost or bad: what the tables' references are now is how it ended. A commit that arrives later finds that
     * they are not as it has to have them, once it was made again.
     */
    private Moved settle(List<TableChange> changes, RuntimeException answer) {
        int there = 0;
        try {
            for (TableChange change : changes) {
                there += server.load(TableIdentifier.of(change.namespace(), change.name()))
                                .filter(now -> isThere(change, now.current()))
                                .isPresent()
                        ? 1
                        : 0;
            }
        } catch (RuntimeException e) {
            answer.addSuppressed(e);
            return Moved.of(Moved.Ending.UNKNOWN, answer);
        }
        if (there == changes.size()) {
            return Moved.of(Moved.Ending.ALL);
        }
        return Moved.of(there == 0 ? Moved.Ending.REFUSED : Moved.Ending.UNKNOWN, answer);
    }

    /** Whether a table has the references that a change was to give it. */
    private static boolean isThere(TableChange change, TableMetadata now) {
        for (Map.Entry<String, SnapshotRef> wanted : change.after().refs().entrySet()) {
            boolean isNew = !wanted.getValue().equals(change.before().refs().get(wanted.getKey()));
            if (isNew && !wanted.getValue().equals(now.refs().get(wanted.getKey()))) {
                return false;
            }
        }
        return change.before().refs().keySet().stream()
                .noneMatch(name ->
                        !change.after().refs().containsKey(name) && now.refs().containsKey(name));
    }

    @Override
    public void follow() {
        throw ProblemsException.of(
                Code.UNSUPPORTED,
                Place.of(server.toString()),
                "The catalogue cannot follow a warehouse that was moved",
                "its server has the tables' places, and no call to change them",
                "Move the warehouse back to where it was; 'weir relocate --to PROFILE' moves it with its tables.");
    }

    @Override
    public void repoint(TableRow row, String former, String present) {
        follow();
    }

    @Override
    public Map<String, String> lost() {
        return LostTables.of(warehouse, this::rows);
    }

    @Override
    public void requireWhole() {
        Map<String, String> lost = lost();
        if (!lost.isEmpty()) {
            throw server.unusable(
                    LostTables.sentence(lost),
                    "'weir doctor --rebuild-catalogue' enters them from the tables' own metadata; or restore the newest"
                            + " copy of the server's database.",
                    null);
        }
    }

    @Override
    public List<TableRow> standing() {
        Set<String> lost = lost().keySet();
        return rows().stream().filter(row -> !lost.contains(row.identifier())).toList();
    }

    /** Tables that are lost or missing are entered by their metadata; those that are behind as well. All others stay. */
    @Override
    public Optional<String> rebuild(List<TableRow> tables) {
        Set<String> lost = lost().keySet();
        server.asked(() -> {
            tables.stream()
                    .filter(table -> lost.contains(table.identifier()) || isBehind(table))
                    .forEach(table -> {
                        Namespace namespace = Namespace.of(table.namespace());
                        owner(namespace, server.make(namespace));
                        requireUnclaimed(namespace);
                        server.say(namespace, Map.of(CLAIM, root()));
                        TableIdentifier name = TableIdentifier.of(namespace, table.name());
                        server.client().dropTable(name, false);
                        server.client().registerTable(name, table.metadata());
                    });
            return true;
        });
        return Optional.empty();
    }

    private boolean isBehind(TableRow table) {
        return row(TableIdentifier.of(table.namespace(), table.name()))
                .filter(row -> row.version() >= table.version())
                .isEmpty();
    }

    private String root() {
        return warehouse.root();
    }

    private ProblemsException anothers(Namespace namespace, String why) {
        return server.unusable(
                "its namespace '" + namespace + "' is another's: " + why + ", and this warehouse is '" + root() + "'",
                "Give the product another id, or name another warehouse of the server in weir.yaml: one for each"
                        + " warehouse of Weir's.",
                null);
    }
}
