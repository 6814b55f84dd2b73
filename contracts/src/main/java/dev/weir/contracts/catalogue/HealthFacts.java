package dev.weir.contracts.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * What portals of health data ask of a product besides. What is not written is empty, and nothing is made up for it: which law asks for
 * data to be shared is a question of law.
 *
 * @param categories of its data
 * @param accessBody who decides on access
 * @param legislation the addresses of acts that it is made or shared under, such as {@code http://data.europa.eu/eli/reg/2025/327/oj}
 */
public record HealthFacts(List<HealthCategory> categories, Optional<AccessBody> accessBody, List<String> legislation) {

    /** Nothing is written. */
    public static final HealthFacts NONE = new HealthFacts(List.of(), Optional.empty(), List.of());

    public HealthFacts {
        categories = List.copyOf(categories);
        legislation = List.copyOf(legislation);
    }

    /**
     * An organisation that decides on access.
     *
     * @param page the address at which people ask it
     */
    public record AccessBody(String name, String page) {}
}
