package dev.weir.contracts.roles;

import java.util.Optional;

/**
 * Who did something that not everybody may.
 *
 * @param actor who did it
 * @param approval of a second person, where one was needed
 */
public record ActAuthorisation(Actor actor, Optional<Approval> approval) {
    /**
     * That a second person has approved.
     *
     * @param request its number in the log of acts
     */
    public record Approval(long request, Actor by) {}
}
