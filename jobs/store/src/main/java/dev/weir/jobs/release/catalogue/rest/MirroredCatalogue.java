package dev.weir.jobs.release.catalogue.rest;

import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.Moved;
import dev.weir.jobs.release.catalogue.TableChange;
import dev.weir.jobs.release.catalogue.TableRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.FileIO;

/** A catalogue whose released tables are shown in another: it stages, publishes and is read, and the other follows. */
record MirroredCatalogue(Catalogue own, CatalogueMirror showcase) implements Catalogue {
    @Override
    public void published(FileIO files, List<TableIdentifier> tables) {
        own.published(files, tables);
        showcase.show(name -> own.find(name.namespace().level(0), name.name()), files, tables);
    }

    @Override
    public Map<String, String> sparkSettings() {
        return own.sparkSettings();
    }

    @Override
    public void open() {
        own.open();
    }

    @Override
    public boolean exists() {
        return own.exists();
    }

    @Override
    public List<TableRow> rows() {
        return own.rows();
    }

    @Override
    public List<TableRow> rows(String namespace) {
        return own.rows(namespace);
    }

    @Override
    public Optional<TableRow> find(String namespace, String name) {
        return own.find(namespace, name);
    }

    @Override
    public void receive(Set<String> namespaces) {
        own.receive(namespaces);
    }

    @Override
    public void claim(Catalog iceberg, String namespace) {
        own.claim(iceberg, namespace);
    }

    @Override
    public Optional<String> tried() {
        return own.tried();
    }

    @Override
    public Moved commit(List<TableChange> changes) {
        return own.commit(changes);
    }

    @Override
    public void follow() {
        own.follow();
    }

    @Override
    public void repoint(TableRow row, String former, String present) {
        own.repoint(row, former, present);
    }

    @Override
    public Map<String, String> lost() {
        return own.lost();
    }

    @Override
    public void requireWhole() {
        own.requireWhole();
    }

    @Override
    public List<TableRow> standing() {
        return own.standing();
    }

    @Override
    public Optional<String> rebuild(List<TableRow> tables) {
        return own.rebuild(tables);
    }
}
