package dev.weir.releases.acts;

import dev.weir.contracts.roles.Act;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the log of acts tells, added up.
 *
 * @param entries the first first
 * @param requests by their numbers
 */
public record ActHistory(List<LoggedAct> entries, Map<Long, ActRequest> requests) {

    /** Nothing yet. */
    static final ActHistory NONE = new ActHistory(List.of(), Map.of());

    public ActHistory {
        entries = List.copyOf(entries);
        requests = Map.copyOf(requests);
    }

    /**
     * With one entry more.
     *
     * @throws IllegalArgumentException when it cannot come after the others
     */
    ActHistory with(LoggedAct entry) {
        List<LoggedAct> all = new ArrayList<>(entries);
        all.add(entry);
        long number = all.size();
        Map<Long, ActRequest> next = new LinkedHashMap<>(requests);
        entry.event()
                .match(new ActEvent.Cases<>(
                        requested -> Optional.ofNullable(next.put(number, ActRequest.of(number, entry, requested))),
                        approved -> {
                            ActRequest request = known(approved.request());
                            if (request.state(entry.at()) != ActRequest.State.WAITS) {
                                throw new IllegalArgumentException(
                                        "request " + request.number() + " cannot be approved any more");
                            }
                            if (request.maker().mayBe(entry.actor())) {
                                throw new IllegalArgumentException(
                                        "who made request " + request.number() + " approves it");
                            }
                            return Optional.ofNullable(next.put(request.number(), request.approvedBy(entry.actor())));
                        },
                        begun -> {
                            if (begun.request().isEmpty()) {
                                return Optional.empty();
                            }
                            ActRequest request = known(begun.request().getAsLong());
                            if (!request.isReady(entry.at()) || !request.asked().equals(begun.asked())) {
                                throw new IllegalArgumentException(
                                        "request " + request.number() + " does not let this through");
                            }
                            return Optional.ofNullable(next.put(request.number(), request.carriedOut()));
                        },
                        restored -> {
                            next.replaceAll((key, request) -> request.lost());
                            return Optional.empty();
                        }));
        return new ActHistory(all, next);
    }

    private ActRequest known(long number) {
        return request(number).orElseThrow(() -> new IllegalArgumentException("there is no request " + number));
    }

    public Optional<ActRequest> request(long number) {
        return Optional.ofNullable(requests.get(number));
    }

    /** All requests, the first first. */
    public List<ActRequest> inOrder() {
        return requests.keySet().stream()
                .sorted()
                .flatMap(number -> request(number).stream())
                .toList();
    }

    /** Those for exactly this that are not over, the newest first. */
    Stream<ActRequest> of(ActEvent.Requested event, Instant now) {
        List<ActRequest> all = inOrder();
        return Stream.iterate(all.size() - 1, index -> index >= 0, index -> index - 1)
                .map(all::get)
                .filter(request -> request.event().isLike(event))
                .filter(request -> request.state(now) != ActRequest.State.ENDED);
    }

    /** Whether one person was let through to waive exactly this alone. */
    boolean hasBegun(ActDetails asked, String person) {
        return entries.stream()
                .filter(entry -> entry.actor().person().name().equals(person))
                .anyMatch(entry -> entry.event() instanceof ActEvent.Begun begun
                        && begun.asked().equals(asked));
    }

    /** The request by which two people have waived exactly this. */
    Optional<ActRequest> waived(ActDetails asked, String maker) {
        return inOrder().stream()
                .filter(request ->
                        request.asked().act() == Act.WAIVE && request.approver().isPresent())
                .filter(request -> request.asked().equals(asked)
                        && request.maker().person().name().equals(maker))
                .findFirst();
    }
}
