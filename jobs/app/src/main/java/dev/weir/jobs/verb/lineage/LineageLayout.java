package dev.weir.jobs.verb.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tables in layers: each stands right of all that it is made of, in an order with few crossings. Lines that pass a layer between their
 * two ends have a lane there. The same links give the same layers. Of a circle, which no workspace has, one link is not followed.
 */
final class LineageLayout {

    /** How often the order within all layers is improved, in one direction and back. */
    private static final int SWEEPS = 4;

    private final List<NavigableSet<Integer>> before = new ArrayList<>();
    private final List<NavigableSet<Integer>> after = new ArrayList<>();
    private final int[] layer;
    private final List<List<Slot>> layers = new ArrayList<>();

    /** That one table is made of another, or decided by it; by their numbers. */
    record Link(int from, int to) {}

    /** A place in a layer: that of a table, or the lane of the lines that come from it. */
    record Slot(int table, boolean isLane) {}

    private LineageLayout(int tables) {
        layer = new int[tables];
        for (int table = 0; table < tables; table++) {
            before.add(new TreeSet<>());
            after.add(new TreeSet<>());
        }
    }

    /** The layers from left to right, each from its top down, of tables with the numbers from 0. */
    static List<List<Slot>> layers(int tables, Collection<Link> links) {
        LineageLayout layout = new LineageLayout(tables);
        layout.rank(links);
        layout.fill();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int at = 1; at < layout.layers.size(); at++) {
                layout.sort(at, at - 1);
            }
            for (int at = layout.layers.size() - 2; at >= 0; at--) {
                layout.sort(at, at + 1);
            }
        }
        return layout.layers;
    }

    /** A table's layer is one more than the highest of those it is made of; what is made of none stands beside its first reader. */
    private void rank(Collection<Link> links) {
        List<NavigableSet<Integer>> out = new ArrayList<>();
        int[] waits = new int[layer.length];
        after.forEach(table -> out.add(new TreeSet<>()));
        for (Link link : links) {
            if (link.from() != link.to() && out.get(link.from()).add(link.to())) {
                waits[link.to()]++;
            }
        }
        NavigableSet<Integer> rest =
                new TreeSet<>(IntStream.range(0, layer.length).boxed().toList());
        NavigableSet<Integer> ready = new TreeSet<>(rest);
        ready.removeIf(table -> waits[table] > 0);
        while (!rest.isEmpty()) {
            int next = ready.isEmpty() ? rest.first() : ready.first();
            rest.remove(next);
            ready.remove(next);
            for (int to : out.get(next)) {
                if (rest.contains(to)) {
                    after.get(next).add(to);
                    before.get(to).add(next);
                    layer[to] = Math.max(layer[to], layer[next] + 1);
                    if (--waits[to] == 0) {
                        ready.add(to);
                    }
                }
            }
        }
        for (int table = 0; table < layer.length; table++) {
            if (before.get(table).isEmpty()) {
                layer[table] = Math.max(
                        0,
                        after.get(table).stream()
                                        .mapToInt(to -> layer[to])
                                        .min()
                                        .orElse(1)
                                - 1);
            }
        }
    }

    private void fill() {
        for (int at = 0; at <= IntStream.of(layer).max().orElse(-1); at++) {
            layers.add(new ArrayList<>());
        }
        for (int table = 0; table < layer.length; table++) {
            layers.get(layer[table]).add(new Slot(table, false));
            for (int at = layer[table] + 1; at < last(table); at++) {
                layers.get(at).add(new Slot(table, true));
            }
        }
    }

    /** The layer of the furthest table that is made of one. */
    private int last(int table) {
        return after.get(table).stream().mapToInt(to -> layer[to]).max().orElse(layer[table]);
    }

    /** Puts each slot of a layer where those are that it is joined with in the next layer, on an average. */
    private void sort(int at, int beside) {
        List<Slot> fixed = layers.get(beside);
        Map<Slot, Double> heights = new HashMap<>();
        for (int i = 0; i < fixed.size(); i++) {
            heights.put(fixed.get(i), (i + 0.5) / fixed.size());
        }
        List<Slot> moved = layers.get(at);
        Map<Slot, Double> wanted = new HashMap<>();
        for (int i = 0; i < moved.size(); i++) {
            Slot slot = moved.get(i);
            wanted.put(
                    slot,
                    (beside < at ? left(slot, at) : right(slot, at))
                            .mapToDouble(joined -> heights.getOrDefault(joined, 0.5))
                            .average()
                            .orElse((i + 0.5) / moved.size()));
        }
        moved.sort(Comparator.comparing(slot -> wanted.getOrDefault(slot, 0.5)));
    }

    private Stream<Slot> left(Slot slot, int at) {
        Stream<Integer> joined = slot.isLane() ? Stream.of(slot.table()) : before.get(slot.table()).stream();
        return joined.map(from -> new Slot(from, layer[from] < at - 1));
    }

    private Stream<Slot> right(Slot slot, int at) {
        Stream<Slot> joined = after.get(slot.table()).stream()
                .filter(to -> layer[to] == at + 1)
                .map(to -> new Slot(to, false));
        return last(slot.table()) > at + 1 ? Stream.concat(joined, Stream.of(new Slot(slot.table(), true))) : joined;
    }
}
