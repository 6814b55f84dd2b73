package dev.weir.contracts.roles;

import java.util.function.Function;

/** How an identity is known. */
public sealed interface IdentityProof {

    <R> R match(Function<Stated, R> stated, Function<Account, R> account, Function<Token, R> token);

    /** Whether two actors with these proofs may be one. */
    boolean mayBe(IdentityProof other);

    /**
     * An e-mail address as the command line or git has it: not proven.
     *
     * @param account of the machine that ran the command
     */
    record Stated(String account) implements IdentityProof {
        @Override
        public <R> R match(Function<Stated, R> stated, Function<Account, R> account, Function<Token, R> token) {
            return stated.apply(this);
        }

        @Override
        public boolean mayBe(IdentityProof other) {
            return sameAccount(account, other);
        }
    }

    /**
     * The account of the machine that ran the command: its system has let the person in.
     *
     * @param account its login
     */
    record Account(String account) implements IdentityProof {
        @Override
        public <R> R match(Function<Stated, R> stated, Function<Account, R> account, Function<Token, R> token) {
            return account.apply(this);
        }

        @Override
        public boolean mayBe(IdentityProof other) {
            return sameAccount(account, other);
        }
    }

    /**
     * A token that an issuer has signed.
     *
     * @param issuer its address
     * @param subject how the issuer calls the person, for ever
     */
    record Token(String issuer, String subject) implements IdentityProof {
        @Override
        public <R> R match(Function<Stated, R> stated, Function<Account, R> account, Function<Token, R> token) {
            return token.apply(this);
        }

        @Override
        public boolean mayBe(IdentityProof other) {
            return equals(other);
        }
    }

    private static boolean sameAccount(String account, IdentityProof other) {
        return other.match(
                proof -> account.equalsIgnoreCase(proof.account()),
                proof -> account.equalsIgnoreCase(proof.account()),
                proof -> false);
    }
}
