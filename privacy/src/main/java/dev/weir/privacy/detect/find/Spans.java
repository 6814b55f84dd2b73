package dev.weir.privacy.detect.find;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Spans as they are found, in any order; listed in order and without overlaps. */
public final class Spans {

    private record Found(Span span, int rank) {}

    private final List<Found> found = new ArrayList<>();

    /** One more; of those that overlap, the least rank gives the category. */
    public void add(String category, int start, int end, int rank) {
        found.add(new Found(new Span(category, start, end), rank));
    }

    /** Those of one category so far, as they were found. */
    List<Span> of(String category) {
        return found.stream()
                .map(Found::span)
                .filter(span -> span.category().equals(category))
                .toList();
    }

    /** In order. Spans that overlap become one: to cut one of them down would leave its rest in the text. */
    public List<Span> joined() {
        found.sort(Comparator.comparingInt((Found each) -> each.span().start())
                .thenComparingInt(Found::rank)
                .thenComparingInt(each -> -each.span().end()));
        List<Span> spans = new ArrayList<>();
        int rank = Integer.MAX_VALUE;
        for (Found next : found) {
            int last = spans.size() - 1;
            if (last < 0 || next.span().start() >= spans.get(last).end()) {
                spans.add(next.span());
                rank = next.rank();
                continue;
            }
            Span before = spans.get(last);
            String category = next.rank() < rank ? next.span().category() : before.category();
            spans.set(
                    last,
                    new Span(
                            category,
                            before.start(),
                            Math.max(before.end(), next.span().end())));
            rank = Math.min(rank, next.rank());
        }
        return spans;
    }
}
