package dev.weir.contracts.roles;

/** How an identity is known. */
public sealed interface Proof {

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** One method per proof. */
    interface Cases<R> {
        R stated(Stated proof);

        R account(Account proof);

        R token(Token proof);
    }

    /** Whether two actors with these proofs may be one. */
    boolean mayBe(Proof other);

    /**
     * An e-mail address as the command line or git has it: not proven.
     *
     * @param account of the machine that ran the command
     */
    record Stated(String account) implements Proof {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.stated(this);
        }

        @Override
        public boolean mayBe(Proof other) {
            return sameAccount(account, other);
        }
    }

    /**
     * The account of the machine that ran the command: its system has let the person in.
     *
     * @param account its login
     */
    record Account(String account) implements Proof {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.account(this);
        }

        @Override
        public boolean mayBe(Proof other) {
            return sameAccount(account, other);
        }
    }

    /**
     * A token that an issuer has signed.
     *
     * @param issuer its address
     * @param subject how the issuer calls the person, for ever
     */
    record Token(String issuer, String subject) implements Proof {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.token(this);
        }

        @Override
        public boolean mayBe(Proof other) {
            return equals(other);
        }
    }

    private static boolean sameAccount(String account, Proof other) {
        return other.match(new Cases<>() {
            @Override
            public Boolean stated(Stated proof) {
                return account.equalsIgnoreCase(proof.account());
            }

            @Override
            public Boolean account(Account proof) {
                return account.equalsIgnoreCase(proof.account());
            }

            @Override
            public Boolean token(Token proof) {
                return false;
            }
        });
    }
}
