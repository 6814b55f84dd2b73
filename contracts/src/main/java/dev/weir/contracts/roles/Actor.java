package dev.weir.contracts.roles;

/**
 * A person or account that may do something.
 *
 * @param role that lets them
 * @param proof how it is known who they are
 */
public record Actor(Person person, String role, IdentityProof proof) {
    /** Whether both may be one human being: by their names, or by what is known of them. */
    public boolean mayBe(Actor other) {
        return person.mayBe(other.person) || proof.mayBe(other.proof);
    }

    /** For people: who, by which role, and how that is known. */
    public String words() {
        return person + " (" + role + ", "
                + proof.match(
                        stated -> "as stated by account " + stated.account(),
                        known -> "by account",
                        token -> "by token")
                + ")";
    }
}
