"""The programme of meetings: proposed by everybody, put together by coordinators, confirmed by those who speak."""
