package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Load;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.contract.WeirProperties;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which contracts of other products each product reads, by its input ports, and in which order products are put together. */
final class ProductReads {

    private static final String NEWEST = "newest";

    /** The number of a release, or a tag of one. */
    private static final Pattern PIN = Pattern.compile("[1-9][0-9]{0,17}|[A-Za-z][A-Za-z0-9._-]{0,99}");

    private final Map<String, ProductReader.Draft> products = new LinkedHashMap<>();
    private final Map<String, String> owners;
    private final ReadContext reading;
    private final Problems problems;

    /** @param owners which product releases each contract */
    ProductReads(List<ProductReader.Draft> products, Map<String, String> owners, ReadContext reading) {
        products.forEach(product -> this.products.putIfAbsent(product.id(), product));
        this.owners = Map.copyOf(owners);
        this.reading = reading;
        this.problems = reading.problems();
    }

    /** Each product after those that it reads. Of products in a circle, which is among the problems, no order is right. */
    List<ProductReader.Draft> inOrder() {
        Map<String, ProductReader.Draft> order = new LinkedHashMap<>();
        products.values().forEach(product -> walk(product, new ArrayList<>(), order));
        return List.copyOf(order.values());
    }

    private void walk(ProductReader.Draft product, List<String> path, Map<String, ProductReader.Draft> order) {
        if (order.containsKey(product.id())) {
            return;
        }
        path.add(product.id());
        for (ProductReader.Port port : product.inputs()) {
            owner(port).ifPresent(owner -> {
                int begins = path.indexOf(owner);
                if (begins < 0) {
                    Optional.ofNullable(products.get(owner)).ifPresent(other -> walk(other, path, order));
                } else {
                    circle(port, path.subList(begins, path.size()), owner);
                }
            });
        }
        path.remove(path.size() - 1);
        order.put(product.id(), product);
    }

    private void circle(ProductReader.Port port, List<String> path, String owner) {
        reading.isUnread(port.contractId());
        problems.add(
                Code.CYCLE,
                port.place(),
                path.size() == 1
                        ? "the product '" + owner + "' reads its own release"
                        : "the products read one another in a circle: " + String.join(" → ", path) + " → " + owner,
                path.size() == 1
                        ? "its input port names '" + port.contractId() + "', which it releases itself"
                        : "a product is released after those that it reads",
                path.size() == 1
                        ? "take the input port out; a query names a table of its own product without one"
                        : "take one of these input ports out");
    }

    private Optional<String> owner(ProductReader.Port port) {
        return Optional.ofNullable(owners.get(port.contractId()));
    }

    /**
     * The contracts of other products that a product reads, each once.
     *
     * @param made the products that are put together already; one that is in none of them is in a circle
     */
    List<Source> of(ProductReader.Draft product, Map<String, Product> made) {
        Map<String, Source> reads = new LinkedHashMap<>();
        Map<String, Optional<String>> pins = new LinkedHashMap<>();
        for (ProductReader.Port port : product.inputs()) {
            Optional<String> pin = pin(port);
            Optional<Product> other = owner(port).flatMap(owner -> Optional.ofNullable(made.get(owner)));
            if (other.isEmpty()) {
                continue;
            }
            String id = other.get().id();
            Optional<String> before = pins.putIfAbsent(id, pin);
            if (before != null && !before.equals(pin)) {
                problems.add(
                        Code.INVALID_VALUE,
                        port.place(),
                        "the product '" + product.id() + "' reads two releases of '" + id + "': "
                                + before.orElse(NEWEST) + " and " + pin.orElse(NEWEST),
                        "the tables of one release belong together, and a run reads one release of a product",
                        "give both input ports the same 'weirRelease', or neither");
            }
            other.get().contracts().stream()
                    .filter(contract -> contract.id().equals(port.contractId()))
                    .findFirst()
                    .ifPresent(contract -> reads.putIfAbsent(
                            contract.id(),
                            new Source(
                                    withAdded(contract),
                                    new Source.InRelease(
                                            id,
                                            pin,
                                            other.get().about().catalogue().lifecycle(),
                                            port.place()))));
        }
        return List.copyOf(reads.values());
    }

    /** With the columns that loads add: they are released as well. */
    private static Contract withAdded(Contract contract) {
        List<Table> tables = new ArrayList<>();
        for (Table table : contract.tables()) {
            List<Column> columns = new ArrayList<>(table.columns());
            if (table.making().load() instanceof Load.Merge merge) {
                table.column(merge.order())
                        .ifPresent(order -> merge.added().forEach(name -> columns.add(added(name, order))));
            }
            tables.add(
                    new Table(table.name(), table.description(), columns, table.keys(), table.making(), table.place()));
        }
        return new Contract(
                contract.id(), contract.version(), contract.about(), tables, contract.terms(), contract.file());
    }

    private static Column added(String name, Column order) {
        return new Column(
                name,
                order.type(),
                name.equals(Load.Merge.VALID_FROM) ? Column.Presence.REQUIRED : Column.Presence.OPTIONAL,
                new Column.Meaning("", order.meaning().category(), Optional.empty(), Optional.empty()),
                order.origin(),
                order.place());
    }

    /** What the port pins; empty for the newest release. */
    private Optional<String> pin(ProductReader.Port port) {
        if (port.release().isEmpty()) {
            return Optional.empty();
        }
        YamlNode value = port.release().get();
        if (owner(port).isEmpty()) {
            problems.add(
                    Code.INVALID_VALUE,
                    value.place(),
                    "'" + WeirProperties.RELEASE + "' stands at '" + port.contractId() + "'",
                    "that is no contract of another product, and files have no releases",
                    "take it out");
            return Optional.empty();
        }
        Optional<String> written = value instanceof YamlScalar scalar
                        && Set.of(YamlScalar.Sort.TEXT, YamlScalar.Sort.WHOLE).contains(scalar.sort())
                        && PIN.matcher(scalar.text()).matches()
                ? Optional.of(scalar.text())
                : Optional.empty();
        if (written.isEmpty()) {
            problems.add(
                    Code.INVALID_VALUE,
                    value.place(),
                    "'" + WeirProperties.RELEASE + "' is " + value.describe(),
                    "it is " + NEWEST + ", the number of a release, or a tag",
                    "write such as 12, paper-v1 or " + NEWEST);
        }
        return written.filter(pin -> !pin.equals(NEWEST));
    }
}
