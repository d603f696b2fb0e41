"""BG/NBD: purchases at random, and after each repeat purchase a chance of leaving."""

from crmeter.estimators.lifetime.beta_geometric_model import BetaGeometricModel


class BGNBD(BetaGeometricModel):
    """The beta-geometric / negative binomial model of Fader, Hardie & Lee (2005, Marketing Science 24(2)).

    While alive a customer buys at random at a rate λ ~ Gamma(r, α); after each repeat purchase they leave
    with probability p ~ Beta(a, b). Nobody can leave before a second purchase: P(alive) of a customer who
    never bought again is 1 (MBG/NBD lifts this).

    Args:
        unit: unit of all ages and horizons: `day`, `week` or `month`.
        max_iterations: Newton steps from each start.
    """

    may_leave_at_start = False
