package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.SourceFormats;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.contracts.settings.DatabaseSettings;
import dev.weir.contracts.settings.ObjectAddress;
import dev.weir.contracts.settings.OwnPlaces;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where a source's rows are, for the chosen profile: how files are written, or which database is asked. */
public final class SourceReader {

    /** A scheme of two letters or more, so that no drive is taken for one. */
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

    private static final String ENCODING = "encoding";

    private static final List<String> LATER = List.of("json", "iceberg", "delta");

    private final SourceFormats formats = SourceFormats.installed();
    private final Problems problems;
    private final Optional<String> profile;
    private final List<Path> roots;
    private final List<ObjectAddress> addresses;
    private final OwnPlaces own;
    private final DatabaseServer databases;

    /**
     * @param profile whose servers are used; any when there is none, which has been reported
     * @param roots the folders below which local sources may lie, the workspace first
     * @param addresses below which sources in buckets may lie
     * @param own where no source lies
     * @param databases that may be asked, by name
     */
    public SourceReader(
            Problems problems,
            Optional<String> profile,
            List<Path> roots,
            List<ObjectAddress> addresses,
            OwnPlaces own,
            Map<String, DatabaseSettings> databases) {
        this.problems = problems;
        this.profile = profile;
        this.roots = List.copyOf(roots);
        this.addresses = List.copyOf(addresses);
        this.own = own;
        this.databases = new DatabaseServer(problems, databases);
    }

    /** The source; empty when no server of it can be used, which is then among the problems. */
    public Optional<Source> read(Contract contract, YamlMap root) {
        Optional<YamlMap> server = server(contract, root);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        if (databases.isMeant(server.get())) {
            return databases.read(contract, root, server.get());
        }
        databases.refuseReads(root);
        server.get()
                .scalar(ENCODING)
                .ifPresent(encoding -> problems.add(
                        Code.UNSUPPORTED,
                        encoding.place(),
                        "'encoding' stands on the server",
                        "Weir takes it from 'weirRead', with what else says how the files are written",
                        "write it into 'weirRead', or take it out"));
        String location = location(contract, server.get());
        Optional<SourceFormat> format = formats.named(server.get().textOrEmpty("format"));
        if (format.isEmpty()) {
            wrongFormat(server.get());
        }
        YamlNode read = WeirProperties.of(server.get(), WeirProperties.READ)
                .orElse(new YamlMap(Map.of(), server.get().place()));
        formats.checkKeys(format, read, problems);
        YamlMap written = read instanceof YamlMap map ? map : new YamlMap(Map.of(), read.place());
        if (location.isEmpty() || format.isEmpty()) {
            return Optional.empty();
        }
        Source.Dialect dialect = format.get().dialect(written, problems);
        columns(contract, format.get(), dialect);
        return Optional.of(new Source(contract, location, format.get().name(), dialect));
    }

    /** Tells of columns that the format does not hold. */
    private void columns(Contract contract, SourceFormat format, Source.Dialect dialect) {
        for (Table table : contract.tables()) {
            for (Column column : table.columns()) {
                format.unsupported(column.type())
                        .ifPresent(unsupported -> problems.add(
                                Code.UNSUPPORTED,
                                column.place(),
                                "the source's column '" + column.name() + "' has the type "
                                        + column.type().display(),
                                unsupported.why(),
                                unsupported.remedy()));
            }
            format.check(table, dialect, problems);
        }
    }

    private Optional<YamlMap> server(Contract contract, YamlMap root) {
        Map<String, YamlMap> servers = new LinkedHashMap<>();
        for (YamlMap server : root.maps("servers")) {
            String environment = server.textOrEmpty("environment");
            if (servers.putIfAbsent(environment, server) != null) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        server.place(),
                        "the source '" + contract.id() + "' has two servers "
                                + (environment.isEmpty() ? "without 'environment'" : "for '" + environment + "'"),
                        "a profile reads from one",
                        "keep one, or give each its 'environment'");
            }
        }
        Optional<YamlMap> server = profile.isEmpty()
                ? servers.values().stream().findFirst()
                : Optional.ofNullable(servers.getOrDefault(profile.get(), servers.get("")));
        if (server.isEmpty()) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    root.placeOf("servers"),
                    "the source '" + contract.id() + "' has no server for the profile '" + profile.orElse("") + "'",
                    servers.isEmpty()
                            ? "it states no 'servers'"
                            : "its servers' environments are " + String.join(", ", servers.keySet()),
                    "add a server with 'environment: " + profile.orElse("") + "', or one without 'environment'");
        }
        return server;
    }

    private String location(Contract contract, YamlMap server) {
        String type = server.textOrEmpty("type");
        if (type.equals("local")) {
            local(contract, server);
            return server.textOrEmpty("path");
        }
        if (type.equals("s3")) {
            return remote(contract, server);
        }
        if (!type.isEmpty()) {
            problems.add(
                    Code.UNSUPPORTED,
                    server.placeOf("type"),
                    "servers of the type '" + type + "' are not read yet",
                    "Weir reads files from local and s3, and databases by JDBC: postgresql, mysql, oracle, sqlserver, db2, and"
                            + " 'custom' with a server that 'sources.databases' of the profile names",
                    "write one of these, or have the ETL write files, and state where they lie");
        }
        return "";
    }

    /** Tells of a path that leads out of the folders where sources may lie. What links lead to, only a run can see. */
    private void local(Contract contract, YamlMap server) {
        String path = server.textOrEmpty("path");
        if (path.isEmpty()) {
            return;
        }
        if (URI.matcher(path).lookingAt() || path.indexOf('\0') >= 0) {
            problems.add(
                    Code.INVALID_VALUE,
                    server.placeOf("path"),
                    "'path' is '" + ObjectAddress.shown(path) + "'",
                    "a server of the type local names a path, not a URI",
                    "write the path alone; for files in a bucket 'type: s3' with 'location: s3a://bucket/folder'");
            return;
        }
        Path plain = Path.of(path.split("[*?\\[{\\\\]", 2)[0]);
        Path whole = roots.get(0).resolve(plain).normalize();
        boolean up = Pattern.compile("[/{},\\\\]")
                .splitAsStream(path.substring(plain.toString().length()))
                .anyMatch(".."::equals);
        if (up || roots.stream().noneMatch(root -> whole.startsWith(root.normalize()))) {
            problems.add(
                    Code.INVALID_VALUE,
                    server.placeOf("path"),
                    "'path' is '" + path + "', which leads out of the workspace",
                    "sources lie in the workspace, or below a folder that its profile names",
                    "bring the files into the workspace, or name their folder in 'sources.roots' of the profile");
            return;
        }
        for (Table table : contract.tables()) {
            String pattern = pattern(table);
            Path named = roots.get(0).resolve(plain(pattern.isEmpty() ? path : path + "/" + pattern));
            if (own.hold(named)) {
                isOwn(pattern.isEmpty() ? server.placeOf("path") : table.place(), path, pattern);
            }
        }
    }

    /** The folders before the first wildcard; all of a path that has none. */
    private static Path plain(String path) {
        String plain = path.split("[*?\\[{\\\\]", 2)[0];
        return Path.of(plain.equals(path) ? path : plain.substring(0, plain.lastIndexOf('/') + 1));
    }

    private void isOwn(Place place, String location, String pattern) {
        problems.add(
                Code.INVALID_VALUE,
                place,
                "the source is '" + location + (pattern.isEmpty() ? "" : "/" + pattern)
                        + "', where Weir keeps files of its own",
                OwnPlaces.WHY,
                OwnPlaces.REMEDY);
    }

    private static String pattern(Table table) {
        return table.making().match(files -> files.pattern().orElse(""), query -> "");
    }

    /** The address, as Hadoop writes it; what is written where that leads nowhere, or out of the roots, which is reported. */
    private String remote(Contract contract, YamlMap server) {
        String location = server.textOrEmpty("location");
        if (location.isEmpty()) {
            return location;
        }
        Optional<String> fault = ObjectAddress.fault(location);
        if (fault.isPresent()) {
            problems.add(
                    Code.INVALID_VALUE,
                    server.placeOf("location"),
                    "'location' is '" + ObjectAddress.shown(location) + "'",
                    "a server of the type s3 lies in a bucket; " + fault.get(),
                    "write such as s3a://bucket/folder, or 'type: local' with 'path'");
            return location;
        }
        ObjectAddress address = ObjectAddress.of(location).orElseThrow();
        if (addresses.stream().noneMatch(address::isBelow)) {
            problems.add(
                    Code.INVALID_VALUE,
                    server.placeOf("location"),
                    "'location' is '" + location + "', which no root of sources leads to",
                    addresses.isEmpty()
                            ? "the profile names no bucket in 'sources.roots'"
                            : "it lies below no entry of the profile's 'sources.roots'",
                    "name its bucket and prefix in 'sources.roots' of the profile, such as [\"s3a://" + address.bucket()
                            + "/folder\"]");
        }
        if (server.has("endpointUrl")) {
            problems.add(
                    Code.UNSUPPORTED,
                    server.placeOf("endpointUrl"),
                    "'endpointUrl' of a server is not read",
                    "where a store answers is one setting for all of a profile's buckets",
                    "write spark.hadoop.fs.s3a.endpoint under 'spark' of the profile");
        }
        contract.tables().forEach(table -> pattern(address, table));
        return address.toString();
    }

    /** Tells of a pattern that leads out of the address that it belongs to. */
    private void pattern(ObjectAddress address, Table table) {
        String below = pattern(table);
        ObjectAddress.of(below.isEmpty() ? address.toString() : address + "/" + below)
                .filter(own::hold)
                .ifPresent(each -> isOwn(table.place(), address.toString(), below));
        if (table.making() instanceof Table.Files files && files.pattern().isPresent()) {
            String pattern = files.pattern().get();
            ObjectAddress.fault(address + "/" + pattern)
                    .ifPresent(fault -> problems.add(
                            Code.INVALID_VALUE,
                            table.place(),
                            "'physicalName' of the source's table '" + table.name() + "' is '" + pattern + "'",
                            fault,
                            "write the pattern of its files below 'location', such as 2026/*.csv"));
        }
    }

    private void wrongFormat(YamlMap server) {
        String format = server.textOrEmpty("format");
        List<String> names = formats.names();
        if (LATER.contains(format)) {
            problems.add(
                    Code.UNSUPPORTED,
                    server.placeOf("format"),
                    "files of the format '" + format + "' are not read yet",
                    "Weir reads " + String.join(", ", names),
                    format.equals("json")
                            ? "write 'ndjson' when each line holds one record"
                            : "have the ETL write one of these");
        } else if (!format.isEmpty()) {
            problems.add(
                    Code.INVALID_VALUE,
                    server.placeOf("format"),
                    "there is no format '" + format + "'",
                    "Weir reads " + String.join(", ", names),
                    NearestName.remedy(format, names, InstalledPlugins.writeOneOf("these", "a format")));
        } else if (server.textOrEmpty("type").equals("s3")) {
            problems.add(
                    Code.MISSING_FIELD,
                    server.place(),
                    "the server has no 'format'",
                    "Weir does not guess what files hold",
                    "add 'format': " + String.join(", ", names));
        }
    }
}
